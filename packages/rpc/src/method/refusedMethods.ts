const KEEPS_NO_KEYS =
  'this node keeps no keys; sign in a wallet and send with eth_sendRawTransaction'

const NOT_OURS =
  'a DAC goes on by what L1 and its sequencers say, so that no client can set its state, its time or its blocks'
const NO_BLOCK_ACCESS_LISTS = 'blocks have no access lists before Amsterdam'

/** What development chains let clients do. */
const ofDevelopmentChains: readonly string[] = [
  ...['evm_mine', 'evm_snapshot', 'evm_revert', 'evm_increaseTime', 'evm_setNextBlockTimestamp'],
  ...['evm_setAutomine', 'evm_setIntervalMining', 'evm_setBlockGasLimit'],
  ...['eth_sendUnsignedTransaction'],
  ...['anvil', 'hardhat'].flatMap((namespace) =>
    [
      ...['impersonateAccount', 'stopImpersonatingAccount', 'autoImpersonateAccount'],
      ...['getAutomine', 'mine', 'dropTransaction', 'dropAllTransactions'],
      ...['removePoolTransactions', 'reset', 'setRpcUrl', 'setBalance', 'setCode', 'setNonce'],
      ...['setStorageAt', 'setCoinbase', 'setChainId', 'setLoggingEnabled', 'setMinGasPrice'],
      ...['setNextBlockBaseFeePerGas', 'setTime', 'setBlockTimestampInterval'],
      ...['removeBlockTimestampInterval', 'dumpState', 'loadState', 'nodeInfo', 'metadata'],
      ...['enableTraces', 'reorg', 'rollback'],
    ].map((method) => `${namespace}_${method}`),
  ),
]

/** Methods that tools know and this node does not serve on purpose, with what to do instead. */
export const refusedMethods: ReadonlyMap<string, string> = new Map<string, string>([
  ['eth_sendTransaction', KEEPS_NO_KEYS],
  ['eth_sign', KEEPS_NO_KEYS],
  ['eth_signTransaction', KEEPS_NO_KEYS],
  ['eth_signTypedData', KEEPS_NO_KEYS],
  ['eth_signTypedData_v4', KEEPS_NO_KEYS],
  ['personal_sign', KEEPS_NO_KEYS],
  ['eth_getBlockAccessList', NO_BLOCK_ACCESS_LISTS],
  ['debug_getRawBlockAccessList', NO_BLOCK_ACCESS_LISTS],
  ...ofDevelopmentChains.map((method) => [method, NOT_OURS] as const),
])
