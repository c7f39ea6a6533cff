"""A counterpart of clamd that speaks INSTREAM and knows one virus: the EICAR test file.

How it fails is said, while it runs, by a file with one word in it: traag or fout.
"""
