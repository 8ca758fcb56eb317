import sys,spacy
from spacy.tokens import DocBin
from conv import read,todoc
nlp=spacy.blank('en'); db=DocBin()
for p in read(sys.argv[1]):
    for s in p: db.add(todoc(nlp.vocab,[s]))
db.to_disk(sys.argv[2]); print(len(db))
