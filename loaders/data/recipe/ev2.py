import sys,json,spacy
from spacy.training import Corpus
nlp=spacy.load(sys.argv[1])
for name in (sys.argv[2] if len(sys.argv)>2 else 'ewt_test,gum_test,craft_test,bullet_test,synth_test').split(','):
    s=nlp.evaluate(list(Corpus(name+'.spacy')(nlp)))
    print(name.ljust(12),' '.join(f"{k[-3:]} {100*s[k]:.2f}" for k in('tag_acc','pos_acc','lemma_acc','dep_uas','dep_las','sents_f') if s.get(k) is not None))
    if name in('ewt_test','gum_test'):
        s=nlp.evaluate(list(Corpus(name+'.spacy',gold_preproc=True)(nlp))); print('   gold sents',' '.join(f"{k[-3:]} {100*s[k]:.2f}" for k in('tag_acc','lemma_acc','dep_uas','dep_las')))
