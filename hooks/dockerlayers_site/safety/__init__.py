"""What strangers write is shown as GitHub would show it: it runs nothing, and asks no other host."""
