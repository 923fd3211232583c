namespace Tutela.Testing.Rosters;

/// <summary>Common English names, put together by chance: nobody in particular.</summary>
internal static class RosterNames
{
    public static readonly string[] Given =
    [
        "Adam", "Alice", "Amelia", "Arthur", "Ava", "Ben", "Beth", "Callum", "Charlotte", "Chloe", "Daisy", "Daniel", "David", "Edward", "Eleanor", "Ella",
        "Emily", "Emma", "Erin", "Ethan", "Evie", "Finley", "Florence", "Freddie", "George", "Grace", "Hannah", "Harriet", "Harry", "Henry", "Holly", "Isaac",
        "Isla", "Jack", "Jacob", "James", "Jasmine", "Jessica", "Joseph", "Joshua", "Katie", "Leah", "Leo", "Lewis", "Lily", "Lucy", "Luke", "Maisie",
        "Martha", "Matilda", "Max", "Megan", "Mia", "Millie", "Molly", "Nathan", "Noah", "Oliver", "Oscar", "Owen", "Phoebe", "Poppy", "Reuben", "Rosie",
        "Ruby", "Ryan", "Samuel", "Sarah", "Scarlett", "Sophie", "Stanley", "Theo", "Thomas", "Toby", "William", "Zara",
    ];

    public static readonly string[] Family =
    [
        "Allen", "Atkins", "Bailey", "Baker", "Barker", "Barnes", "Bell", "Bennett", "Booth", "Brooks", "Butler", "Carter", "Chapman", "Clark", "Collins", "Cooper",
        "Cox", "Davies", "Dean", "Dixon", "Edwards", "Ellis", "Fisher", "Foster", "Fox", "Gibson", "Graham", "Grant", "Gray", "Green", "Hall", "Harris",
        "Harvey", "Hill", "Holmes", "Hughes", "Hunt", "Jackson", "Johnson", "Kelly", "King", "Knight", "Lawson", "Lee", "Lloyd", "Marsh", "Mason", "Mills",
        "Moore", "Morgan", "Murray", "O'Brien", "Palmer", "Parker", "Pearce", "Phillips", "Powell", "Price", "Reed", "Reid", "Richards", "Rogers", "Rose", "Russell",
        "Saunders", "Shaw", "Simpson", "Spencer", "Stone", "Taylor", "Turner", "Walker", "Ward", "Watson", "Webb", "West", "White", "Wood", "Wright", "Young",
    ];

    public static readonly string[] Places =
    [
        "Alder", "Ash", "Beech", "Birch", "Bramble", "Chestnut", "Elm", "Fern", "Hawthorn", "Hazel", "Holly", "Juniper", "Larch", "Lime", "Maple", "Oak",
        "Poplar", "Rowan", "Sorrel", "Willow",
    ];

    public static readonly string[] Lessons = ["English", "Mathematics", "Science", "History", "Geography", "Art", "Music", "PE", "Computing"];
}
