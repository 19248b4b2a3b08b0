"""Evaluates binding.gyp as node-gyp on Windows would, and prints its one target as JSON.

  python3 scripts/evaluate-gyp.py <folder of node-gyp>
"""

import json
import os
import sys
from types import SimpleNamespace

node_gyp = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.join(node_gyp, "gyp", "pylib"))

import gyp  # noqa: E402

# What node-gyp passes on Windows, as far as it matters for the evaluation.
variables = {
    "OS": "win",
    "target_arch": "x64",
    "node_engine": "v8",
    "node_root_dir": "NODE",
    "node_lib_file": "NODE/node.lib",
    "node_gyp_dir": node_gyp,
    "module_root_dir": ".",
    "library": "static_library",
    "visibility": "default",
    "standalone_static_library": "1",
    "EXECUTABLE_SUFFIX": ".exe",
    "MSVS_VERSION": "2022",
}

loaded = gyp.Load(
    ["binding.gyp"],
    "gypd",
    default_variables=variables,
    includes=[os.path.join(node_gyp, "addon.gypi")],
    depth=".",
    params={
        "options": SimpleNamespace(generator_output=None, toplevel_dir=os.getcwd()),
        "build_files": ["binding.gyp"],
        "generator_flags": {},
        "parallel": False,
        "root_targets": None,
    },
)
targets = loaded[2]
if len(targets) != 1:
    sys.exit(f"binding.gyp has {len(targets)} targets, not one")
json.dump(next(iter(targets.values())), sys.stdout)
