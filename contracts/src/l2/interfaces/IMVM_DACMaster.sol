// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter, Permission, TaxBracket} from "../../charter/Charter.sol";

/// @notice The charter of the DAC that this chain belongs to, in the form that consensus reads.
///
/// @dev Storage that consensus reads, and that step proofs open; it must never move:
///
///   slot 0       restricted   a set bit is allow-listed
///   slot 1       mapping(address => uint256) allowed
///   slot 2       mapping(address => uint256) denied
///   slots 3-10   tax brackets, one word each: 16 bits rate | 240 bits threshold; a zero word ends the list
///   slot 11      treasury
///   slot 12      management contract
///   slot 13      version, 0 before the charter is set
///
/// A change takes effect from the next transaction: execution reads masks, brackets and treasury once, before
/// a transaction. What a charter has to fulfil, and the errors of one that does not, are in `CharterRules`.
interface IMVM_DACMaster {
    /// @notice The caller may not do this.
    error NotAuthorized(address caller);
    /// @notice The charter is set once, by block 1.
    error AlreadyInitialized();

    /// @notice When block 1 sets the charter.
    event CharterInitialized(uint256 indexed version, Charter charter);
    /// @notice When all permissions are replaced.
    event PermissionsSet(uint256 indexed version, Permission[] permissions);
    /// @notice When a permission is made or gains addresses; those that it had already are listed again.
    event PermissionAdded(uint256 indexed version, Permission permission);
    /// @notice When a permission loses addresses; those that it did not have are listed, too.
    event AddressesRemoved(uint256 indexed version, Permission permission);
    /// @notice When a permission goes away with all its addresses.
    event PermissionRemoved(uint256 indexed version, uint8 operation, uint8 bit);
    /// @notice When the tax brackets are replaced, by the management contract or by MetisDAO.
    event TaxRatesSet(uint256 indexed version, TaxBracket[] taxrates, address indexed by);
    event TreasurySet(uint256 indexed version, address treasury);
    event ManagementContractSet(uint256 indexed version, address managementContract);
    event VisionSet(uint256 indexed version, string vision);
    event MissionSet(uint256 indexed version, string mission);

    /// @notice Sets the charter. Only ComCo, by queue element 0, and only once.
    function initialize(Charter calldata charter_) external;

    /// @notice Replaces all permissions. Only the management contract, like all changes below.
    /// @dev Costs about 14,000 gas for each address that goes and 68,000 for each that comes: a list of
    /// thousands is changed by the three functions below.
    function setPermissions(Permission[] calldata permissions_) external;

    /// @notice Makes a permission or adds addresses to it: allowing restricts the bit, if it was not yet.
    function addPermission(Permission calldata permission) external;

    /// @notice Takes addresses out of a permission. One that allows stays, though nobody be left in it: then
    /// nobody but the exempt may use the bit.
    function removeAddresses(Permission calldata permission) external;

    /// @notice Takes away a permission with all its addresses: the bit is no longer restricted, or no longer
    /// denied to anybody.
    function removePermission(uint8 operation, uint8 bit) external;

    /// @notice Replaces the tax brackets. Only the management contract, or MetisDAO through ComCo.
    /// @param taxrates_ Thresholds strictly ascending, at most 8, rates at most 1000; a leading {0, 0} is
    /// neither stored nor counted.
    function setTaxRates(TaxBracket[] calldata taxrates_) external;

    /// @notice Sets who receives the tax.
    /// @param treasury_ Zero means the management contract.
    function setTreasury(address treasury_) external;

    /// @notice Hands the charter over; a treasury that was the management contract goes with it.
    /// @param managementContract_ Neither zero nor a predeploy nor a system sender.
    function setManagementContract(address managementContract_) external;

    function setVision(string calldata vision_) external;

    function setMission(string calldata mission_) external;

    /// @notice Bits that are allow-listed.
    function restricted() external view returns (uint256);

    /// @notice Bits that an account is allow-listed for.
    function allowed(address account) external view returns (uint256);

    /// @notice Bits that an account is denied.
    function denied(address account) external view returns (uint256);

    /// @notice What an account may use as a signer: `~denied & (~restricted | allowed)`, with STOP, JUMPDEST,
    /// RETURN and REVERT forced on. Exceptions that depend on the transaction are not in it.
    function permMask(address account) external view returns (uint256);

    /// @notice Receives the tax; never zero once the charter is set.
    function treasury() external view returns (address);

    /// @notice The only account that may change the charter.
    function managementContract() external view returns (address);

    /// @notice Number of times that the charter was set or changed.
    function version() external view returns (uint256);

    function vision() external view returns (string memory);

    function mission() external view returns (string memory);

    function taxrates() external view returns (TaxBracket[] memory);

    /// @notice All permissions, one for each operation and bit: those that allow first, bits ascending.
    function permissions() external view returns (Permission[] memory);

    /// @notice Number of addresses in a permission.
    function addressCount(uint8 operation, uint8 bit) external view returns (uint256);

    /// @notice Addresses `start` to `end - 1` of a permission, for lists too long for `permissions`.
    function addresses(uint8 operation, uint8 bit, uint256 start, uint256 end)
        external
        view
        returns (address[] memory);

    /// @notice The whole charter, in the form that `initialize` takes.
    function charter() external view returns (Charter memory);
}
