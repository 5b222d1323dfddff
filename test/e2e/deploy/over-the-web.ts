import { request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/**
 * Requests an address of AWS from the emulator, which tells its hosts apart by the header alone: CloudFront by the
 * distribution's domain, Cognito's pages by their paths, an HTTP API by a path of the emulator's own.
 */
export async function overTheWeb(
  address: string | URL,
  { method = 'GET', headers, body }: Sent = {},
): Promise<Answer> {
  const { hostname, pathname, search } = new URL(address);
  const emulator = new URL(process.env.AWS_ENDPOINT_URL ?? '');
  const [api, isApi] = hostname.split('.');
  const path = isApi === 'execute-api' ? `/_aws/execute-api/${api}/$default${pathname}` : pathname;
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    const call = request({
      host: emulator.hostname,
      port: emulator.port,
      method,
      path: path + search,
      // The emulator's certificate is for its own address.
      servername: '',
      headers: { ...headers, Host: hostname.endsWith('.cloudfront.net') ? hostname : emulator.host },
    });
    call.on('response', resolve);
    call.on('error', reject);
    call.end(body);
  });
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}
