"""What a process that works for days loads as it begins is not looked through for litter again."""

import gc


def set_apart() -> None:
    """Leave everything loaded so far out of later collections; a process calls it once, begun.

    Whoever reads thousands of rows sets off collections of the whole heap, and most of it is the
    program itself: a third of the time to plan ten thousand reminders went there.
    """
    gc.collect()
    gc.freeze()
