"""The course as a tool in a learning management system (LMS), by LTI 1.3 and Advantage.

Messages are read with joserfc, which signs and checks elsewhere in the house too, and not with
pylti1p3next: that library asks for no audience beyond the first and for no azp, takes the algorithm from
the key set, accepts a token without an end, looks for a nonce before it checks the signature, binds the
state by a third-party cookie, and fetches without a time-out, a limit of size or a guard of private networks.
"""
