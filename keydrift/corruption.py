import torch
from typing import NamedTuple
class Corruption(NamedTuple):
    x_s:object; anchor_mask:object; confidence:object; level:object
def corrupt(x0,counts,grid,level=None,interpolate=None,noise_std=0.,generator=None):
    from keydrift.interpolation import interpolate_idw
    B,N,D=x0.shape
    if level is None: level=torch.randint(1,len(counts),(B,),generator=generator)
    if isinstance(level,int): level=torch.full((B,),level)
    m=torch.rand(B,N,generator=generator).argsort(1).argsort(1)<torch.tensor(counts)[level][:,None]
    return Corruption((interpolate or interpolate_idw)(x0,m,grid),m,m.float(),level)
