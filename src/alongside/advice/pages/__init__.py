"""What officers, services and whoever looks after a side see of advice."""
