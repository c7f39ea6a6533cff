"""What people see: components on NL Design System, one folder each, with an example."""
