"""What stands in a query: only what the address takes, and each once. A slip would answer with everything."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

from api import problems
from api.schemas import Asked

View = Callable[..., Any]


def asked_in_full(view: View) -> View:
    """The view, where all that was asked is answered: of an unknown parameter nothing would be heard."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        taken = {name for value in kwargs.values() if isinstance(value, Asked) for name in type(value).model_fields}
        for name, values in sorted(request.GET.lists()):
            if name not in taken:
                raise problems.invalid(name, f"There is no parameter “{name}”. Leave it out.")
            if len(values) > 1:
                raise problems.invalid(name, f"“{name}” was sent {len(values)} times. Send it once.")
        return view(request, *args, **kwargs)

    return wrapped
