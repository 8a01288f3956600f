"""What candidates agreed to beside their application: given, taken back, over."""
