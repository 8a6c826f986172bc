// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

import {IMVM_Coinbase} from "./interfaces/IMVM_Coinbase.sol";

/// @notice MT, this chain's native coin, wrapped as an ERC-20 for contracts that know nothing else.
/// @dev A predeploy has no constructor run, so name and symbol are not read from storage.
contract MVM_Coinbase is ERC20("", ""), IMVM_Coinbase {
    receive() external payable {
        deposit();
    }

    /// @inheritdoc IMVM_Coinbase
    function deposit() public payable {
        _mint(msg.sender, msg.value);
        emit Deposit(msg.sender, msg.value);
    }

    /// @inheritdoc IMVM_Coinbase
    function withdraw(uint256 amount) external {
        _burn(msg.sender, amount);
        emit Withdrawal(msg.sender, amount);
        (bool isSent,) = msg.sender.call{value: amount}("");
        require(isSent, TransferFailed(msg.sender));
    }

    /// @inheritdoc IERC20Metadata
    function name() public pure override(ERC20, IERC20Metadata) returns (string memory) {
        return "Metis Token";
    }

    /// @inheritdoc IERC20Metadata
    function symbol() public pure override(ERC20, IERC20Metadata) returns (string memory) {
        return "MT";
    }
}
