"""Following up at each person's own pace, and handing it to a person to ring."""
