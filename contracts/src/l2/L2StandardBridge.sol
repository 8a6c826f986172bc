// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IL2StandardBridge} from "./interfaces/IL2StandardBridge.sol";
import {IL2ToL1MessagePasser} from "./interfaces/IL2ToL1MessagePasser.sol";

/// @notice Where assets leave this chain for L1.
contract L2StandardBridge is IL2StandardBridge {
    IL2ToL1MessagePasser private constant MESSAGE_PASSER =
        IL2ToL1MessagePasser(0x4200000000000000000000000000000000000016);

    receive() external payable {
        withdrawMT(msg.sender);
    }

    /// @inheritdoc IL2StandardBridge
    function withdrawMT(address to) public payable {
        require(msg.value > 0, ZeroAmount());
        require(to != address(0), ZeroRecipient());
        emit MTWithdrawn(msg.sender, to, msg.value);
        // L1 calls nobody for a message without data, so it needs no gas there.
        MESSAGE_PASSER.initiateWithdrawal{value: msg.value}(to, 0, "");
    }
}
