"""The trained judge as an int8 ONNX file small enough for the wheel.

    python training/judge/export.py TRAINED_DIR ENCODER_DIR OUT_DIR

Writes judge.onnx and judge-tokenizer.json, and prints how far the int8 file is from the float one on the
texts of a small probe. Needs torch, transformers, onnx and onnxruntime.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import LENGTH, MARKS, Judge  # the script beside this one
from transformers import AutoModel, AutoTokenizer

PROBE = [
    ("The council approved the plan.", "The council [unused1] rejected [unused2] the plan."),
    ("The [unused1] ferry [unused2] left at noon.", "The [unused1] boat [unused2] left at noon."),
]
NAMES = ["input_ids", "attention_mask", "token_type_ids"]


def main(trained: Path, encoder: Path, out: Path) -> None:
    """Export, quantise, compare."""
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    model = Judge(AutoModel.from_pretrained(encoder, add_pooling_layer=False))
    model.load_state_dict(torch.load(trained / "judge.pt"))
    model.eval()
    probe = tokenizer(*zip(*PROBE, strict=True), padding=True, max_length=LENGTH, return_tensors="pt")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "judge.onnx"
        axes = {name: {0: "batch", 1: "length"} for name in NAMES} | {"score": {0: "batch"}}
        arguments = tuple(probe[name] for name in NAMES)
        torch.onnx.export(
            model,
            arguments,
            str(whole),
            input_names=NAMES,
            output_names=["score"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(out / "judge.onnx"), weight_type=QuantType.QInt8)
        compare(whole, out / "judge.onnx", {name: probe[name].numpy() for name in NAMES})
    tokenizer.backend_tokenizer.save(str(out / "judge-tokenizer.json"))
    print({path.name: path.stat().st_size for path in sorted(out.glob("judge*"))})


def compare(whole: Path, small: Path, probe: dict[str, np.ndarray]) -> None:
    """Print the scores of both files."""
    for path in (whole, small):
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        print(path.name, session.run(None, probe)[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
