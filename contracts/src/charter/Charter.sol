// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice One rule of a charter: who may, or may not, do what one bit of the mask stands for.
/// @param operation 0 allow: the bit becomes allow-listed for everybody and is set for `addresses`;
/// 1 deny: the bit is denied to `addresses` and to nobody else.
/// @param bit Number of an opcode, or of a named operation (SUBMIT 0xfe, READ 0xc0, IPFS_PUT 0xc1,
/// IPFS_GET 0xc2). DEPLOY is two permissions, 0xf0 and 0xf5.
struct Permission {
    uint8 operation;
    uint8 bit;
    address[] addresses;
}

/// @notice One bracket of the marginal tax on a transaction's native value.
/// @param threshold Wei of MT from which `rate` applies.
/// @param rate Basis points.
struct TaxBracket {
    uint240 threshold;
    uint16 rate;
}

/// @notice The rules of a DAC, as `ComCo` takes them on L1 and `MVM_DACMaster` keeps them on L2.
/// @param treasury Receives the tax; zero means the management contract.
/// @param managementContract The only account that may change the charter.
struct Charter {
    string vision;
    string mission;
    Permission[] permissions;
    TaxBracket[] taxrates;
    address treasury;
    address managementContract;
}
