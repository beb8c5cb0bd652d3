"""Fold instructions into a stage: what each adds to history, layers and config.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/dockerfile2llb/convert.go
"""
