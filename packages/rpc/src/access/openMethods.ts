/**
 * What answers without a session when a DAC's charter restricts READ: what a wallet needs to get as far as signing
 * in, the rules themselves, what stands on L1 for everybody, and what rangers check blocks with (spec 5.3). Whoever
 * may submit may send without reading.
 */
export const openMethods: ReadonlySet<string> = new Set([
  ...['eth_chainId', 'eth_protocolVersion', 'eth_accounts', 'eth_sendRawTransaction'],
  // How many blocks there are stands on L1.
  ...['eth_blockNumber', 'eth_syncing'],
  ...['net_version', 'net_listening', 'net_peerCount', 'rpc_modules'],
  ...['web3_clientVersion', 'web3_sha3'],
  ...['mvm_signInChallenge', 'mvm_signIn', 'mvm_useSession'],
  ...['mvm_getCharter', 'mvm_checkPermission', 'mvm_effectiveMask'],
  ...['mvm_blockWitness', 'mvm_batchByBlock', 'mvm_finalityStatus'],
  ...['mvm_listDisputes', 'mvm_getDispute', 'mvm_disputeTree'],
  ...['mvm_dbt', 'mvm_eligibility', 'mvm_sequencerSchedule', 'mvm_forceInclusionStatus'],
  ...['optimism_rollupConfig', 'optimism_syncStatus', 'optimism_outputAtBlock', 'optimism_version'],
  // Ends what was begun, and shows nothing.
  ...['eth_unsubscribe', 'eth_uninstallFilter'],
])
