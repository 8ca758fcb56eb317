"""Looking cited works up at bibliographic services: the only part of the audit that uses the network, and only when told to.

client      polite requests: a pause for each host, retries, a name to be reached under
crossref, pubmed, europepmc, doi, arxiv     one service each: a request, and its answer as a Work
resolver    which services a question goes to, and what their answers come to
run         all questions of an audit, kept as they are answered
"""
