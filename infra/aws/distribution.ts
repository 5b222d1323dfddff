import { Aws, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Construct } from 'constructs';

/** A name of one's own for the dashboard. */
export interface OwnDomain {
  /** Such as `driftline.example.com`; its record in the DNS, an alias of the distribution's domain, is yours to make. */
  readonly name: string;
  /** Of a certificate for that name in us-east-1, where CloudFront looks for it. */
  readonly certificateArn: string;
}

/**
 * CloudFront in front of the API. What has a hash in its name is kept at the edge, nothing else is. The function gives
 * each of its answers the strict headers; the policy here adds the usual ones to answers that are not from it.
 */
export function createDistribution(scope: Construct, api: HttpApi, domain?: OwnDomain): Distribution {
  const origin = new HttpOrigin(`${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`);
  const shared = {
    origin,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
    compress: true,
  };
  const distribution = new Distribution(scope, 'Distribution', {
    comment: 'Driftline, the dashboard',
    httpVersion: HttpVersion.HTTP2_AND_3,
    ...(domain !== undefined && {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
    defaultBehavior: {
      ...shared,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // Tokens and tags pass; the host must be the API's own, or it does not know itself.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      cachePolicy: CachePolicy.CACHING_DISABLED,
    },
    additionalBehaviors: { '/assets/*': { ...shared, cachePolicy: CachePolicy.CACHING_OPTIMIZED } },
  });
  acknowledge(distribution, domain);
  return distribution;
}

function acknowledge(distribution: Distribution, domain: OwnDomain | undefined): void {
  Validations.of(distribution).acknowledge(
    {
      id: 'AwsSolutions-CFR1',
      reason: 'Where people may look at their own models from is not for the program to restrict.',
    },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'A web ACL costs more than all else together. Requests are throttled, and without a token only static files are served.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason:
        'Its log needs a bucket that is open to ACLs, or a stack in us-east-1. All but copies of static files reaches the API, whose stage logs every request with who made it.',
    },
  );
  if (domain === undefined) {
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'On a name of CloudFront nothing else can be set; the browsers that the page runs on speak TLS 1.2 or newer only. With a name of your own it is enforced.',
    });
  }
}
