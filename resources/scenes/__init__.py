"""What a 360° scene is made of: its picture, its hotspots, its task. Models and views stand above."""
