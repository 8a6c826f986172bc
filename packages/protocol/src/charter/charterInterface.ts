import { Interface } from 'ethers/abi'

const CHARTER =
  'tuple(string vision, string mission, tuple(uint8 operation, uint8 bit, address[] addresses)[] permissions, tuple(uint240 threshold, uint16 rate)[] taxrates, address treasury, address managementContract)'

/** The two functions of `MVM_DACMaster` that carry a whole charter. A test compares them with the artifact. */
export const charterInterface = new Interface([
  `function initialize(${CHARTER} charter_)`,
  `function charter() view returns (${CHARTER})`,
])
