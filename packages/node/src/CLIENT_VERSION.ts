/** What `web3_clientVersion` answers. */
export const CLIENT_VERSION: string = `mvm/v0.1.0/${process.platform}-${process.arch}/node${process.versions.node.split('.')[0]}`
