"""The desk: Today, the boards, one application, search and the outbox, woven from all chapters."""
