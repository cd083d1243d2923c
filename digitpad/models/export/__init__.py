"""A model in the forms that other programs read, each with all that makes a prediction.

``formats`` lists them, ``prediction`` has what they share; each form has its own module.
"""
