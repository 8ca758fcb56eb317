"""soup.py OLD NEW SHARE OUT: weights SHARE*NEW + (1-SHARE)*OLD, where shapes agree"""
import sys,spacy,numpy as np
old=spacy.load(sys.argv[1]); new=spacy.load(sys.argv[2]); a=float(sys.argv[3]); n=0;skip=0
for name,pipe in new.pipeline:
    if not hasattr(pipe,'model'): continue
    if name=='trainable_lemmatizer': continue
    for x,y in zip(pipe.model.walk(),old.get_pipe(name).model.walk()):
        assert x.name==y.name,(x.name,y.name)
        for k in x.param_names:
            if x.has_param(k) and y.has_param(k):
                p,q=np.asarray(x.get_param(k)),np.asarray(y.get_param(k))
                if p.shape==q.shape: x.set_param(k,(a*p+(1-a)*q).astype('float32')); n+=1
                else: skip+=1
print(n,skip); new.to_disk(sys.argv[4])
