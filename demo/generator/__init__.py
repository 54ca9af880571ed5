"""The parts of the demo's generator: data (facts, plan, chart), then one module per step."""
