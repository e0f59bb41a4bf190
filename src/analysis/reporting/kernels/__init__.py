"""The kernels that notebooks run on, and papermill's engine that drives them."""
