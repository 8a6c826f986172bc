// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rlp} from "../trie/Rlp.sol";

/// @notice Where creations put their contracts.
library CreatedAddress {
    /// @notice By CREATE, or by a transaction of `creator`.
    function byCreate(uint256 creator, uint256 nonce) internal pure returns (uint256) {
        bytes memory payload = bytes.concat(
            Rlp.encodeString(abi.encodePacked(uint160(creator))),
            Rlp.encodeString(Rlp.integerBytes(nonce))
        );
        return uint160(uint256(keccak256(Rlp.encodeList(payload))));
    }

    /// @notice By CREATE2 (EIP-1014).
    function byCreate2(uint256 creator, uint256 salt, bytes32 codeHash)
        internal
        pure
        returns (uint256)
    {
        bytes memory preimage = abi.encodePacked(uint8(0xff), uint160(creator), salt, codeHash);
        return uint160(uint256(keccak256(preimage)));
    }
}
