"""Mix the treebanks, their augmentation and synthetic sentences for fine-tuning: mk_synth.py SYNTH.conllu OUT.spacy [seed]"""
import random, glob, sys, spacy
from spacy.tokens import DocBin
import conv
from conv import *
from craft2ud import read_craft
sys.path.insert(0,sys.argv[4] if len(sys.argv)>4 else '.')
from loaders.cues import rows
import synth, synth_words as W
# verbs of the cue table take part in the substitution
for r in rows('verbs.tsv'):
    if r[0].isalpha():
        f=synth.inflected(r[0]); FORMS[r[0]]=(f['VBZ'],f['VBG'],f['VBD'],f['VBN'])
        if r[1] in('t','r') and r[0] not in TR: TR.append(r[0])
        if r[1]=='i' and r[0] not in INTR: INTR.append(r[0])
nlp=spacy.blank('en'); rng=random.Random(int(sys.argv[3]))
U='ud/'
FREE='academic bio court interview news speech textbook vlog voyage'.split()
r7=random.Random(7); cr=sorted(glob.glob('craft/*.conllu')); r7.shuffle(cr); cr_tr=cr[7:]
def okc(s):
    n=len(s)
    if not 4<=n<=42 or not any(t[2] in('VERB','AUX') for t in s): return False
    if sum(t[5]=='parataxis' for t in s)>1 or sum(t[5]=='dep' for t in s)>0: return False
    return not(sum(t[2]=='PUNCT' for t in s)>n*.25 or sum(t[2]=='NUM' for t in s)>4)
def pieces(p):
    i=0
    while i<len(p):
        n=1 if rng.random()<.6 else rng.randint(2,5)
        yield p[i:i+n]; i+=n
real=[c for p in read(U+'ewt/train.conllu') for c in pieces(p)]+[c for g in FREE for p in read(U+f'gum/bygenre/train.{g}.conllu') for c in pieces(p)]
for f in cr_tr:
    n=0
    for p in read_craft(f):
        for s in p:
            if okc(s) and n<2500: real.append([s]); n+=len(s)
db=DocBin(); tot=0
def add(c):
    global tot
    tot+=sum(map(len,c)); db.add(todoc(nlp.vocab,c))
for c in real:
    c=[verbs(s,rng,.30) for s in c]; c=[noise(s,rng) if rng.random()<.35 else s for s in c]
    if len(c)==1 and rng.random()<.25: c=[strip_final(c[0])]
    add(c)
base=tot; b=p_=0
sents=[s for c in real for s in c]; rng.shuffle(sents)
for s in sents:
    if b<7000:
        o=bullet(s)
        if o and len(o)<=26:
            o=verbs(o,rng,.7)
            if rng.random()<.5: o=noise(o,rng)
            if rng.random()<.5: o[0][0]=o[0][0][:1].upper()+o[0][0][1:]
            add([o]); b+=1
    if p_<4000 and rng.random()<.8:
        o=participle(s)
        if o and len(o)<=22:
            o=verbs(o,rng,.7)
            if rng.random()<.5: o=noise(o,rng)
            if rng.random()<.5: o[0][0]=o[0][0][:1].upper()+o[0][0][1:]
            add([o]); p_+=1
aug=tot
if sys.argv[1]!='none':
    for p in read(sys.argv[1]):
        for s in p: add([s])
db.to_disk(sys.argv[2]); print('docs',len(db),'real',base,'augmented',aug-base,'synthetic',tot-aug)
