"""What the packages for Windows are made from: the launcher's source, its papers, and the installer's script."""
