// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IL2ToL1MessagePasser} from "./interfaces/IL2ToL1MessagePasser.sol";

/// @notice Where every message from this chain to L1 begins: L1 accepts what stands in this contract's storage.
/// @dev Modelled on the OP Stack's contract of the same address; the hash has the chainID in addition.
contract L2ToL1MessagePasser is IL2ToL1MessagePasser {
    /// @dev As in the OP Stack. Nothing on L1 uses it: a plain transfer's message has no data to call with.
    uint256 private constant TRANSFER_GAS_LIMIT = 100_000;

    /// @inheritdoc IL2ToL1MessagePasser
    mapping(bytes32 withdrawalHash => bool isSent) public sentMessages;
    /// @inheritdoc IL2ToL1MessagePasser
    uint256 public messageNonce;

    /// @notice A plain transfer withdraws to the same account on L1.
    receive() external payable {
        initiateWithdrawal(msg.sender, TRANSFER_GAS_LIMIT, "");
    }

    /// @inheritdoc IL2ToL1MessagePasser
    function initiateWithdrawal(address target, uint256 gasLimit, bytes memory data)
        public
        payable
    {
        uint256 nonce = messageNonce++;
        bytes32 withdrawalHash = keccak256(
            abi.encode(block.chainid, nonce, msg.sender, target, msg.value, gasLimit, data)
        );
        sentMessages[withdrawalHash] = true;
        emit MessagePassed(nonce, msg.sender, target, msg.value, gasLimit, data, withdrawalHash);
    }
}
