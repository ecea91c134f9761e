"""The simulator's own tests, over real HTTP."""

import pytest

pytest.register_assert_rewrite("tests.simulator.shown")
