"""The lines of a NumPy program that compute a step: shown beside its numbers, and exported.

Names: ``x`` are the points (N, 2), ``labels`` their classes (N,); ``w1``, ``b1``, ``w2`` and ``b2``
are the parameters; ``a``, ``h`` and ``y`` what comes out of the first layer, the activation and the
second layer; ``p`` the probabilities; ``dy`` the gradient of the loss with respect to ``y``, and so
on. The lines of the activation are those of :class:`digitpad.nn.activations.Activation`.
"""

AFFINE_1 = "a = x @ w1 + b1"

AFFINE_2 = "y = h @ w2 + b2"

SOFTMAX = """\
y = y - y.max(axis=1, keepdims=True)  # changes no probability, and exp cannot overflow
log_p = y - np.log(np.exp(y).sum(axis=1, keepdims=True))
p = np.exp(log_p)"""

CROSS_ENTROPY = """\
rows = np.arange(len(labels))
loss = -log_p[rows, labels].mean()
dy = p.copy()  # The gradient is p - 1 at the label, p elsewhere.
dy[rows, labels] -= 1
dy /= len(labels)"""

AFFINE_2_BACKWARD = """\
dh = dy @ w2.T
dw2 = h.T @ dy
db2 = dy.sum(axis=0)"""

AFFINE_1_BACKWARD = """\
dw1 = x.T @ da
db1 = da.sum(axis=0)"""

L2 = """\
dw1 += l2 * w1
dw2 += l2 * w2"""

GRADIENT_DESCENT = """\
w1 -= learning_rate * dw1
b1 -= learning_rate * db1
w2 -= learning_rate * dw2
b2 -= learning_rate * db2"""
