"""The inside of the network, and the reasons of a prediction."""
