"""Round the weights to float16, drop strings that nothing needs, write the pipeline: pack.py MODEL OUT"""
import os,sys,numpy as np,spacy,srsly
nlp=spacy.load(sys.argv[1])
for name,p in nlp.pipeline:
    for n in p.model.walk():
        for k in n.param_names:
            if n.has_param(k): n.set_param(k,np.asarray(n.get_param(k)).astype('float16').astype('float32'))
need=set()
for n,p in nlp.pipeline:
    for l in getattr(p,'labels',()): need.add(str(l)); need.update(str(l).replace('|','=').split('='))
for a,ls in nlp.get_pipe('parser').moves.labels.items(): need.update(str(x) for x in ls)
need.update(x for x in nlp.vocab.strings if '||' in x or x in('ROOT','dep'))
for e in nlp.tokenizer.rules.values():
    for d in e: need.update(v for v in d.values() if isinstance(v,str))
def walk(x):
    if isinstance(x,dict):
        for k,v in x.items():
            if k in('orig','subst') and isinstance(v,int) and v in nlp.vocab.strings: need.add(nlp.vocab.strings[v])
            else: walk(v)
    elif isinstance(x,(list,tuple)):
        for v in x: walk(v)
    elif isinstance(x,bytes):
        try: walk(srsly.msgpack_loads(x))
        except Exception: pass
walk(srsly.msgpack_loads(nlp.get_pipe('trainable_lemmatizer').trees.to_bytes()))
before=len(nlp.vocab.strings)
nlp.vocab.strings._reset_and_load(sorted(need))
nlp.meta.update(name='mech_ud',version='0.2.0',lang='en',description='tok2vec (HashEmbedCNN 96x4) + tagger + UPOS + edit-tree lemmatizer + UD parser. Trained on UD English EWT 2.16, GUM 11 (free genres only), CRAFT dependency (converted to UD), with verb/bullet augmentation, and fine-tuned with synthetic sentences about mechanisms. Weights rounded to float16.',license='CC BY-SA 4.0',author='',email='',url='')
nlp.meta['performance']={}
nlp.to_disk(sys.argv[2]); print(before,len(nlp.vocab.strings),sum(os.path.getsize(os.path.join(r,f)) for r,_,fs in os.walk(sys.argv[2]) for f in fs)/1e6,'MB')
