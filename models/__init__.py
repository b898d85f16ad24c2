"""What the data is: frozen values shared by every stage, importing nothing of ours."""
