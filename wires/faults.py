"""What a fault of ours raises: caught where one file or item must not stop all that come behind it."""

#: Named one by one: a full disk, a lost database or a stop of the process is none of these.
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
