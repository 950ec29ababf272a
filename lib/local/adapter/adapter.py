"""Starts MiniStack with the resource types of the landing zone that its CloudFormation lacks.

Most of those types have a service behind them in MiniStack all the same: the adapter then calls that service's API, as
CloudFormation would, and reads nothing from its insides. The few without any API are only recorded, and say so: the physical
id of such a resource begins with `recorded-only:`, which is how the product tells them apart. `types.json` lists them all.

    python adapter.py FOLDER     # BIND_HOST, GATEWAY_PORT … as MiniStack takes them; the folder tells whose emulator it is
"""

import os
import sys
from pathlib import Path

from calls import client_of
from engine import answer_when_settled, let_buckets_be_imported, name_endpoints
from handlers import BACKED, COMPLETED, RECORDED, TYPES, backed_handlers, completed_handlers, recorded_handlers
from stack_sets import STACK_SET, StackSets, answer_list_of_instances, stack_set_handlers


def register(folder: Path) -> None:
    """Adds the types to MiniStack's table, and has them run off its event loop, which they call back into."""
    from ministack.services.cloudformation import provisioners, stacks

    # the emulator has no stack sets: the adapter makes their stacks, and answers the call that lists them
    sets = StackSets(folder, client_of)
    answer_list_of_instances(sets)
    added = {
        **{name: backed_handlers(name) for name in BACKED},
        **{name: recorded_handlers(name) for name in RECORDED},
        STACK_SET: stack_set_handlers(sets),
    }
    known = {name for name in added if name in provisioners._RESOURCE_HANDLERS} - set(TYPES["otherwise"])
    if known:
        raise SystemExit(f"MiniStack has these types by itself now, so the adapter has to let go of them: {sorted(known)}")
    completed = {name: completed_handlers(name, provisioners._RESOURCE_HANDLERS[name]) for name in COMPLETED}
    provisioners._RESOURCE_HANDLERS.update({**added, **completed})
    blocking = {*added, *completed}
    by_itself = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda resource_type: resource_type in blocking or by_itself(resource_type)


def main() -> None:
    if os.environ.get("BIND_HOST") != "127.0.0.1":
        raise SystemExit("BIND_HOST is not 127.0.0.1: the emulator answers on the loopback interface only")
    import ministack.app

    register(Path(sys.argv[1]))
    let_buckets_be_imported()
    name_endpoints()
    answer_when_settled()
    # the folder is ours, and MiniStack has arguments of its own
    del sys.argv[1:]
    ministack.app.main()


if __name__ == "__main__":
    main()
