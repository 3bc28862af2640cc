"""Trains the reader: one small encoder with a head for answers and one for comments.

    python train.py --data ../../../shared/data --toxicity toxicity.jsonl --spam spam.jsonl --out reader.pt

The texts of comments come from `train-toxicity draw` and `train-spam draw` (see models/reader.md); without them,
a reader that goes on from another (`--start`) keeps what that one says of comments.
Seeded; on one thread the same input gives the same weights on the same kind of machine. A
checkpoint is written every 200 steps, and an interrupted run goes on from it.
"""

import argparse
import os
import random
import time

import numpy
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

import data

QUESTION_BATCH, COMMENT_BATCH = 16, 48
# The heads learn so much faster than the encoder.
ENCODER_RATE, HEAD_SHARE = 8e-5, 6.25
WARM_UP = 200


class QuickDropout(nn.Module):
    """Leaves out one number in ten, as `nn.Dropout` does, which draws them one at a time on a processor; that
    took an eighth of a step."""

    LEFT_OUT_OF_256 = 26
    random = numpy.random.Generator(numpy.random.SFC64(0))

    def forward(self, states):
        if not self.training:
            return states
        bytes_ = numpy.frombuffer(bytearray(self.random.bytes(states.numel())), dtype=numpy.uint8)
        kept = torch.from_numpy(bytes_).view(states.shape) >= self.LEFT_OUT_OF_256
        return states * kept.to(states.dtype) * (256 / (256 - self.LEFT_OUT_OF_256))


class Reader(nn.Module):
    """MiniLM with heads: `span` gives start and end of an answer (the first token means none),
    `comment` a logit for each of `data.COMMENT_HEADS` from the mean of all tokens."""

    def __init__(self, folder):
        super().__init__()
        # Without dropout in the attention, which would take a third of each step: there is no quick path with it.
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa",
                                                 attention_probs_dropout_prob=0.0)
        self.encoder.embeddings.dropout = QuickDropout()
        for layer in self.encoder.encoder.layer:
            layer.attention.output.dropout = layer.output.dropout = QuickDropout()
        width = self.encoder.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.comment = nn.Linear(width, len(data.COMMENT_HEADS))

    def states(self, ids, types, mask):
        return self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state

    def spans(self, ids, types, mask):
        logits = self.span(self.states(ids, types, mask).float())
        # Only the window and the first token can be chosen.
        allowed = (types * mask).bool()
        allowed[:, 0] = True
        return logits.masked_fill(~allowed.unsqueeze(-1), -1e4)

    def comments(self, ids, mask):
        states = self.states(ids, torch.zeros_like(ids), mask).float()
        share = mask.unsqueeze(-1).float()
        return self.comment((states * share).sum(1) / share.sum(1))


def quick_numbers():
    """Half as wide numbers where the processor multiplies them; elsewhere they are imitated, which takes longer than wide ones."""
    has = torch.cpu.get_capabilities()
    return torch.autocast("cpu", torch.bfloat16, enabled=bool(has.get("avx512_bf16") or has.get("amx_bf16")))


def room(rows):
    """Lengths in steps of 16: libraries prepare kernels for each shape they meet."""
    return -(-max(map(len, rows)) // 16) * 16


def padded(rows):
    length = room(rows)
    return torch.tensor([row + [data.PAD] * (length - len(row)) for row in rows])


def masks(rows):
    length = room(rows)
    return torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in rows])


def question_loss(model, chosen):
    ids, types = [c[0] for c in chosen], [c[1] for c in chosen]
    logits = model.spans(padded(ids), padded(types), masks(ids))
    start, end = torch.tensor([c[2] for c in chosen]), torch.tensor([c[3] for c in chosen])
    cross = nn.functional.cross_entropy
    return (cross(logits[..., 0], start) + cross(logits[..., 1], end)) / 2


def comment_loss(model, chosen):
    ids = [c[0] for c in chosen]
    logits = model.comments(padded(ids), masks(ids))
    target, weight = torch.tensor([c[1] for c in chosen]), torch.tensor([c[2] for c in chosen])
    each = nn.functional.binary_cross_entropy_with_logits(logits, target, weight=weight, reduction="sum")
    return each / weight.sum()


def kept_comments(model, texts, tokenizer):
    """(ids, what the model says of each head, weights): targets that keep a head as it is while the encoder
    goes on learning (Li and Hoiem, "Learning without Forgetting", 2016)."""
    encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
    ids = sorted(([data.CLS, *e.ids[:data.MAX_COMMENT - 2], data.SEP] for e in encodings if e.ids), key=len)
    kept = []
    model.eval()
    with torch.no_grad(), quick_numbers():
        for at in range(0, len(ids), QUESTION_BATCH * 4):
            part = ids[at:at + QUESTION_BATCH * 4]
            said = torch.sigmoid(model.comments(padded(part), masks(part))).tolist()
            kept += [(row, target, [1.0] * len(target)) for row, target in zip(part, said)]
    random.Random(0).shuffle(kept)
    return kept


def plan(args, learn, comments, rng):
    """The order of all steps: (kind, indices), the two kinds mixed evenly."""
    steps = []
    whole, part = int(args.question_epochs), args.question_epochs % 1
    for share in [1.0] * whole + [part] * (part > 0):
        some = rng.sample(range(len(learn)), int(share * len(learn)))
        lengths = [min(data.MAX_LENGTH, len(learn[i].context[0])) for i in some]
        steps += [("question", [some[i] for i in batch]) for batch in data.batches(lengths, QUESTION_BATCH, rng)]
    many = int(args.comment_epochs * len(comments))
    lengths = [len(row[0]) for row in comments[:many]]
    other = [("comment", batch) for batch in data.batches(lengths, COMMENT_BATCH, rng)]
    at = [(i / len(steps), step) for i, step in enumerate(steps)] + [(i / len(other), step) for i, step in enumerate(other)]
    return [step for _, step in sorted(at, key=lambda pair: pair[0])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--toxicity", help="texts and targets of `train-toxicity draw`")
    parser.add_argument("--spam", nargs="+", required=True,
                        help="texts and targets of `train-spam draw`; without --toxicity, the files of templates")
    parser.add_argument("--weights", required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", required=True)
    parser.add_argument("--start", help="a reader to go on from")
    parser.add_argument("--rate", type=float, default=ENCODER_RATE, help="the encoder's highest learning rate")
    parser.add_argument("--question-epochs", type=float, default=1.5)
    parser.add_argument("--comment-epochs", type=float, default=1.0)
    parser.add_argument("--kept", type=int, default=12000, help="comments that keep their judgement")
    parser.add_argument("--steps", type=int, help="end after so many steps, where all would take too long")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    QuickDropout.random = numpy.random.Generator(numpy.random.SFC64(args.seed))
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(f"{args.weights}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    learn, _ = data.questions(args.data, tokenizer, rng)
    others = data.by_title(learn)
    model = Reader(args.weights)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    if args.toxicity:
        comments = data.comments(args.toxicity, *args.spam, tokenizer, rng)
    else:
        texts = data.texts_of_comments(args.data, args.spam, rng)[:args.kept]
        comments = kept_comments(model, texts, tokenizer)
    steps = plan(args, learn, comments, rng)[:args.steps]
    print(f"{len(learn)} questions, {len(comments)} comments, {len(steps)} steps", flush=True)
    model.train()
    heads = list(model.span.parameters()) + list(model.comment.parameters())
    groups = [{"params": list(model.encoder.parameters()), "lr": args.rate},
              {"params": heads, "lr": args.rate * HEAD_SHARE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(n / WARM_UP, (len(steps) - n) / (len(steps) - WARM_UP)))
    done, halfway = 0, args.out + ".halfway"
    if os.path.exists(halfway):
        saved = torch.load(halfway, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        rng.setstate(saved["rng"])
        QuickDropout.random.bit_generator.state = saved["dropout"]
        done = saved["done"]
    losses, begun = {"question": [], "comment": []}, time.time()
    for number, (kind, chosen) in enumerate(steps[done:], done + 1):
        with quick_numbers():
            if kind == "question":
                loss = question_loss(model, [data.drawn(learn[i], others, rng) for i in chosen])
            else:
                loss = comment_loss(model, [comments[i] for i in chosen])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        losses[kind].append(loss.item())
        if number % 50 == 0:
            means = ", ".join(f"{name} {sum(some[-200:]) / max(1, len(some[-200:])):.3f}" for name, some in losses.items())
            print(f"{number}/{len(steps)} {time.time() - begun:.0f} s: {means}", flush=True)
        if number % 200 == 0:
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "rng": rng.getstate(),
                        "dropout": QuickDropout.random.bit_generator.state, "schedule": schedule.state_dict(),
                        "done": number}, halfway)
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()
