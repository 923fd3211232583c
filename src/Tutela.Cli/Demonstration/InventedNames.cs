namespace Tutela.Cli.Demonstration;

/// <summary>Names for people who do not exist. Drawn without an eye to any real person.</summary>
internal static class InventedNames
{
    public static readonly string[] Children =
    [
        "Aaliyah", "Abel", "Ada", "Aiden", "Alba", "Alfie", "Amelie", "Anya", "Archie", "Arlo", "Asha", "Aurora", "Bartosz", "Bea", "Blake", "Bodhi", "Caleb", "Carys", "Celeste", "Chidi",
        "Clara", "Cleo", "Connie", "Dafydd", "Dara", "Delphine", "Dominik", "Edie", "Ekam", "Elif", "Eliza", "Elowen", "Emeka", "Esme", "Etta", "Ewan", "Farah", "Felix", "Fern", "Finlay",
        "Florence", "Freya", "Gabriel", "Gethin", "Gia", "Hamza", "Harriet", "Heidi", "Hugo", "Ibrahim", "Imogen", "Ines", "Iona", "Isaac", "Ishaan", "Jago", "Jasmin", "Jonah", "Josie", "Juno",
        "Kacper", "Kavya", "Keziah", "Kit", "Lara", "Leila", "Lennox", "Levi", "Lola", "Lorcan", "Luca", "Mabel", "Mariam", "Matilda", "Mei", "Milo", "Mina", "Musa", "Nadia", "Nia",
        "Niamh", "Noor", "Orla", "Oskar", "Otis", "Pearl", "Penny", "Perran", "Quinn", "Rafael", "Reggie", "Rhys", "Rohan", "Romy", "Rowan", "Ruben", "Saffron", "Samir", "Sanjay", "Seren",
        "Sienna", "Sol", "Stella", "Sunny", "Tariq", "Teddy", "Temi", "Theo", "Tilly", "Tobi", "Uma", "Violet", "Wilf", "Willow", "Xanthe", "Yara", "Yusuf", "Zach", "Zara", "Zofia",
    ];

    public static readonly string[] Adults =
    [
        "Abigail", "Adewale", "Agnes", "Alistair", "Andrea", "Angharad", "Anil", "Annika", "Beatrice", "Bronwen", "Carol", "Chinedu", "Claire", "Colin", "Deepa", "Derek", "Diane", "Dorota", "Eleanor", "Emmanuel",
        "Farid", "Fiona", "Gareth", "Gillian", "Grace", "Hassan", "Hilary", "Ian", "Ingrid", "Jacek", "Janet", "Jerome", "Joyce", "Karen", "Keith", "Kirsty", "Lakshmi", "Leon", "Linda", "Lorna",
        "Magdalena", "Malcolm", "Maureen", "Mehmet", "Mohini", "Neil", "Nicola", "Olusola", "Pamela", "Patrick", "Paula", "Rajesh", "Rebecca", "Robin", "Rosalind", "Ruth", "Samira", "Sean", "Sheila", "Simon",
        "Stefan", "Susan", "Tamsin", "Terence", "Ursula", "Vanessa", "Vikram", "Wendy", "Yasmin", "Zainab",
    ];

    public static readonly string[] Families =
    [
        "Abbotside", "Adeyinka", "Aldersey", "Amberlough", "Anand-Pryce", "Applewhaite", "Ardenleigh", "Ashcombe", "Bakare-Lowe", "Barleycroft", "Beckermond", "Bellweather", "Birchenough", "Blakestone", "Bracegarth", "Bramfield", "Brightwen", "Brocklesden", "Calderwynne", "Cattermoor",
        "Chaudhary-Vale", "Cleverdale", "Coldstrand", "Copperthwaite", "Cranmoor", "Dankwa-Reid", "Darrowby", "Deepdene", "Dhillon-Marsh", "Dunnockshaw", "Eastlake", "Elderfield", "Ellerbeck", "Eze-Thornton", "Fairweather", "Farnleigh", "Fennimore", "Fieldhouse", "Foxglove", "Garrowby",
        "Gillespie-Obi", "Goldcrest", "Greenhalse", "Hallowell", "Harkstead", "Hawksmere", "Heatherstone", "Hollinwood", "Hussain-Grey", "Inglethorpe", "Iqbal-Stone", "Jarrowfield", "Jessamy", "Kaminska-Ford", "Kestrelby", "Kingscombe", "Kowal-Hartley", "Langdale-Roy", "Larkspur", "Lavenham",
        "Lindqvist", "Longbourne", "Lowther-Khan", "Maplethorn", "Marchbanks", "Meadowcroft", "Merriman", "Millerchip", "Mistlethwaite", "Moorcroft", "Nettleship", "Nightingall", "Norbury-Shah", "Oakhanger", "Okafor-Dean", "Oldershaw", "Osei-Brand", "Otterburn", "Palethorpe", "Pargeter",
        "Patel-Winter", "Penhaligon", "Pettifer", "Plumstead", "Quarmby", "Quillfeather", "Rafferty-Singh", "Ravenscar", "Redfern", "Ridgeway", "Rosewarne", "Rushbrook", "Sandalwood", "Sawyerfield", "Shearwater", "Silverthorne", "Skelding", "Sorrelby", "Stanhope-Ali", "Starling",
        "Stonechat", "Summerskill", "Swallowfield", "Tattersfield", "Tamarind", "Thistlewood", "Thorneycroft", "Threlkeld", "Tregarrow", "Turnstone", "Umeh-Clark", "Underhill", "Vantongeren", "Verrall", "Wagstaffe", "Wainfleet", "Weatherall", "Westmacott", "Whimbrel", "Whitethroat",
        "Wickenden", "Willowby", "Winterbourne", "Woodruffe", "Wrenfield", "Wychwood", "Yarrowdale", "Yelland", "Yusuf-Barnes", "Zielinski-Ward",
    ];

    /// <summary>Two classes a year, Reception first.</summary>
    public static readonly string[] Classes = ["Acorn", "Bramble", "Cedar", "Dogwood", "Elder", "Fern", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Nettle", "Oak"];
}
