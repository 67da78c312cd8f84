"""The directory inside other people's sites: the frame, its web component and the page that writes the snippet."""
