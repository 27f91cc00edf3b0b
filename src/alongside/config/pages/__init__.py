"""Pages that gather what every room offers: home and search, and the addresses of the installation itself."""
