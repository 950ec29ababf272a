"""What is changed in the emulator's CloudFormation beside its types."""

from typing import Any, Mapping


def let_buckets_be_imported() -> None:
    """The emulator refuses names of buckets that exist before it asks whether the change set imports them."""
    from contextvars import ContextVar

    from ministack.services.cloudformation import changesets, stacks

    imported: ContextVar[Mapping[str, Any]] = ContextVar("imported", default={})
    deploy, problems = stacks._deploy_stack_async, stacks._validation_errors

    async def deploy_stack(*args: Any, **named: Any) -> None:
        imported.set(named.get("imports") or {})
        await deploy(*args, **named)

    def validation_errors(*args: Any) -> list[tuple]:
        return [problem for problem in problems(*args) if problem[0] not in imported.get()]

    stacks._validation_errors = validation_errors
    changesets._deploy_stack_async = deploy_stack


LONGEST_WAIT_SECONDS = 120


def answer_when_settled() -> None:
    """The CLI asks every five seconds whether a stack has finished: an answer held back until then saves most of a deployment."""
    import asyncio
    from urllib.parse import parse_qs

    from ministack.services import cloudformation

    handle = cloudformation.handle_request

    async def handle_request(method, path, headers, body, query_params):
        reply = await handle(method, path, headers, body, query_params)
        form = parse_qs(body.decode("utf-8", errors="replace")) if body else {}
        if form.get("Action", [""])[0] in ("ExecuteChangeSet", "DeleteStack"):
            name = form.get("StackName", [""])[0].split(":stack/")[-1].split("/")[0]
            deadline = asyncio.get_running_loop().time() + LONGEST_WAIT_SECONDS
            # the work is a task of this loop: it begins once we let go
            await asyncio.sleep(0.02)
            while is_busy(name) and asyncio.get_running_loop().time() < deadline:
                await asyncio.sleep(0.02)
        return reply

    def is_busy(name: str) -> bool:
        stack = cloudformation._stacks.get(name)
        return stack is not None and stack["StackStatus"].endswith("IN_PROGRESS")

    cloudformation.handle_request = handle_request


def name_endpoints() -> None:
    """Interface endpoints have names of their own, as `<hosted zone>:<name>`; MiniStack gives them none."""
    from ministack.services.cloudformation import provisioners

    by_itself = provisioners._ec2_vpc_endpoint_attributes

    def attributes(endpoint: dict) -> dict:
        known = by_itself(endpoint)
        if endpoint["VpcEndpointType"] != "Interface" or known["DnsEntries"]:
            return known
        service = ".".join(reversed(endpoint["ServiceName"].split(".")))
        names = [f"Z00000000000000000000:{endpoint['VpcEndpointId']}.{service}.vpce.invalid"]
        return {**known, "DnsEntries": names}

    provisioners._ec2_vpc_endpoint_attributes = attributes
