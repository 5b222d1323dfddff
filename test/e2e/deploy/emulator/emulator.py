"""Runs the emulator of AWS for as long as the process that started this one holds its end of our standard input.

    python emulator.py STATE_FOLDER

However that process ends, the emulator, the functions it runs and STATE_FOLDER go with it.
"""

import contextvars
import json
import os
import re
import shutil
import signal
import sys
import threading
import time


def guard(state: str) -> None:
    """Forks: the child goes on as the emulator, in a process group of its own; the parent stays to clean up."""
    emulator = os.fork()
    if emulator == 0:
        os.setsid()
        sys.stdin = open(os.devnull)
        os.dup2(sys.stdin.fileno(), 0)
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.buffer.read(), ended.set()), daemon=True).start()
    while not ended.wait(0.2):
        if os.waitpid(emulator, os.WNOHANG) != (0, 0):
            emulator = 0
            break
    if emulator != 0:
        os.killpg(emulator, signal.SIGKILL)
        os.waitpid(emulator, 0)
    shutil.rmtree(state, ignore_errors=True)
    # A function that was being started in the last moment may have written once more.
    shutil.rmtree(state, ignore_errors=True)
    os._exit(0)


def record_decisions(file: str) -> None:
    """Writes down every call of every role, with the emulator's own verdict on it: one JSON a line."""
    from ministack.core import iam_evaluator
    from ministack.services import sts

    enforce = iam_evaluator.enforce
    lines = open(file, "a", buffering=1)

    def recording(access_key_id, action, service, region, resource_arn="*", service_context=None):
        denied = enforce(access_key_id, action, service, region, resource_arn, service_context)
        session = sts._sessions.get(access_key_id)
        if session is not None:
            call = {"principal": session["Arn"], "action": action, "resource": resource_arn, "allowed": not denied}
            lines.write(json.dumps(call) + "\n")
        return denied

    iam_evaluator.enforce = recording


def tell_versions() -> None:
    """S3's event to EventBridge names the version of the object; the emulator's leaves it out."""
    from ministack.services import eventbridge, s3

    version = contextvars.ContextVar("version", default=None)
    fire, dispatch = s3._fire_s3_event, eventbridge._dispatch_event

    def fire_with_version(*args, version_id=None, **more):
        version.set(version_id)
        fire(*args, version_id=version_id, **more)

    def dispatch_with_version(event, *args, **more):
        if event.get("Source") == "aws.s3" and version.get() is not None:
            detail = json.loads(event["Detail"])
            detail["object"]["version-id"] = version.get()
            event = {**event, "Detail": json.dumps(detail)}
        return dispatch(event, *args, **more)

    s3._fire_s3_event = fire_with_version
    eventbridge._dispatch_event = dispatch_with_version


def move_dead_letters() -> None:
    """StartMessageMoveTask, which the emulator lacks: each dead letter goes back to the queue that it came from."""
    from ministack.services import sqs

    def start(data, _url):
        dead = sqs._queue_by_arn(data["SourceArn"])
        letters, dead["messages"] = dead["messages"], []
        for letter in letters:
            source = sqs._queue_by_arn(letter["sys"]["DeadLetterQueueSourceArn"])
            source["messages"].append({**letter, "receipt_handle": None, "receive_count": 0, "visible_at": time.time()})
        sqs.esm_wake.set()
        return {"TaskHandle": "moved"}

    sqs._HANDLERS["StartMessageMoveTask"] = start


def accept_login_style() -> None:
    """The style of Cognito's newer pages, a resource that the emulator does not know. It has pages of its own."""
    from ministack.services.cloudformation import provisioners

    provisioners._RESOURCE_HANDLERS["AWS::Cognito::ManagedLoginBranding"] = {
        "create": lambda _logical_id, props, _stack: (f"{props['UserPoolId']}|style", {}),
        "delete": lambda _physical_id, _props: None,
    }


def find_token_keys() -> None:
    """The HTTP API's authorizer asks the emulator itself for the pool's keys, and forgets that it speaks TLS alone."""
    from ministack.services import apigateway, cognito

    async def keys(url):
        pool = url.split("/")[-3]
        return json.loads(cognito.well_known_jwks(pool)[2])

    apigateway._fetch_jwks = keys


def name_apis() -> None:
    """The name by which an HTTP API was called, which the function is told: one that ends in an IP address is none."""
    from ministack.services import apigateway

    apigateway._HOST = f"{os.environ.get('AWS_REGION', 'us-east-1')}.amazonaws.com"


def reach_api_behind_cloudfront() -> None:
    """An origin that is an HTTP API: the emulator's CloudFront refuses any name of AWS, also those it serves itself."""
    from ministack.services import cloudfront

    forward = cloudfront._forward_to_origin
    gateway = int(os.environ["GATEWAY_PORT"])

    def forward_to_api(origin, method, uri, query, headers, *more, **others):
        api = re.match(r"([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$", origin["domain_name"])
        if api is not None:
            origin = {**origin, "domain_name": "127.0.0.1", "https_port": gateway}
            uri = f"/_aws/execute-api/{api.group(1)}/$default{uri}"
        return forward(origin, method, uri, query, headers, *more, **others)

    cloudfront._forward_to_origin = forward_to_api


if __name__ == "__main__":
    folder = sys.argv[1]
    guard(folder)
    from ministack import app

    # With TLS it would also take port 443, where there is one to take.
    app._port_is_bindable = lambda host, port: False
    record_decisions(os.path.join(folder, "calls.jsonl"))
    tell_versions()
    move_dead_letters()
    accept_login_style()
    find_token_keys()
    name_apis()
    reach_api_behind_cloudfront()
    sys.argv = sys.argv[:1]
    app.main()
