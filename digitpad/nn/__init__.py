"""A fully connected network in NumPy, to be read from the first line to the last.

In this order, a file at a time:

1. :mod:`~digitpad.nn.layers`: affine layer, softmax and cross-entropy, each forward and backward;
2. :mod:`~digitpad.nn.activations`: what stands between the affine layers;
3. :mod:`~digitpad.nn.network`: layers stacked; the backward pass is the chain rule in a loop;
4. :mod:`~digitpad.nn.optimizers`: gradient descent with momentum, and Adam;
5. :mod:`~digitpad.nn.simple_training`: the training loop in a few lines;
6. :mod:`~digitpad.nn.training`: the same with all that a long run needs: validation, augmentation,
   the best network kept, a run that can be stopped anywhere and goes on to the same weights.

The rest stands beside them: how a picture is predicted (``inference``), how well (``metrics``), how
sure (``calibration``), learning without forgetting (``distillation``), whether the gradients are
right (``gradient_check``), and how blank pixels are left out (``active_inputs``).
"""
