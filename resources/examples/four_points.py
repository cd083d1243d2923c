"""The tutorial's four points: a network with 50 hidden units learns the quadrants of the plane.

    python resources/examples/four_points.py

It is the run of the Playground's preset "quadrants", to the last digit.
"""

import numpy as np

from digitpad.nn.network import Network

points = np.array([(2.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)])
labels = np.arange(4)
unseen = np.array([(2.0, 2.0), (-2.0, 2.0), (-2.0, -2.0), (2.0, -1.0)])


def main() -> None:
    rng = np.random.RandomState(1)  # The generator of the tutorial: its first weights.
    w1, w2 = rng.randn(2, 50), rng.randn(50, 4)
    network = Network([(w1, np.zeros(50)), (w2, np.zeros(4))])
    for step in range(10_000):
        loss, gradients = network.loss_and_gradients(points, labels, l2=0.001)
        for parameter, gradient in zip(network.parameters, gradients, strict=True):
            parameter -= 0.001 * gradient
        if step % 1000 == 0:
            print(f"step {step:5}: loss {loss:.6f}")

    for (x, y), probabilities in zip(unseen, network.probabilities(unseen), strict=True):
        quadrant = 1 + probabilities.argmax()
        print(f"({x:g}, {y:g}) lies in quadrant {quadrant}, {probabilities.max():.1%} sure")


if __name__ == "__main__":
    main()
