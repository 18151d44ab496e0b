//! The rules over the whole catalogue, one file each.
